"""What search finds: queries with the pages they must find, asked of our search, Material's and Pagefind on the same pages."""
