# The resident's messages and dates, page by page.

inbox-newest = Newest messages
inbox-older = Older messages
dates-nearest = Nearest dates
dates-later = Later dates
