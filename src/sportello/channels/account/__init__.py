"""The door of accounts: signing in, how one signs in, how surely one is known. For residents, staff and partners alike.

allauth keeps second factors and takes signing in through its steps; its settings are in `site.settings`.
"""

CHANNEL = "account"
