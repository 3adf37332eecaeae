"""What weakens a goal comes out as remarks: one function each, whose name is the remark's code.

The docstring of the function is its entry in the editors’ guide: a title, then what to do. A remark never stops a build unless
the site's settings say so. The docstring is a gettext message, so the guide in another language cannot forget a check.
"""
