"""Give programs tokens for the API, and take them back.

`sportello client add NAME` prints the token, once; the city keeps only its keyed hash.
`sportello client revoke NAME` ends it within a second. What the client sent in stays.
"""

from argparse import ArgumentParser, Namespace

HELP = "give a program a token for the API, or revoke it"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take the deed and the client's name."""
    parser.add_argument("deed", choices=["add", "revoke"])
    parser.add_argument("name", help="what the client is called, as residents will see it")
    parser.add_argument("--partner", metavar="ID", default="", help="the partner of the city whose program it is")


def run(arguments: Namespace) -> int:
    """Do it."""
    from sportello.actions import accounts  # needs Django
    from sportello.site import wiring

    wiring.install()
    if arguments.deed == "add":
        print(accounts.add_client(arguments.name, partner=arguments.partner))
    else:
        accounts.revoke_client(arguments.name)
        print(f"{arguments.name} has no token any more.")
    return 0
