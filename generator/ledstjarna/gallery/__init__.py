"""The folders of ``theme/components`` come in; a small site that shows every component goes out. For those who develop."""
