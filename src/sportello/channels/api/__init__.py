"""The open API, `/api/v1` and `/record`: JSON for programs of residents, partners and watchers. It translates, and
decides nothing; sessions and cookies mean nothing here.
"""

CHANNEL = "api"
