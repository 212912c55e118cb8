"""Give somebody who works for the city, or for a partner, an account.

`sportello staff add LOGIN NAME TEAM:ROLE …` prints a code, once: with it and the login one signs in at /sign-in/paper,
within 14 days, and sets up a passkey or an authenticator app. `--partner ID` is for operators of a partner.
`sportello staff close LOGIN` lets an account sign in no more. What its owner did stays in the record.
"""

from argparse import ArgumentParser, Namespace

from sportello.site.failures import CannotRun

HELP = "give somebody who works here an account, or close it"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take the deed, the login, and for a new account the name and the roles."""
    parser.add_argument("deed", choices=["add", "close"])
    parser.add_argument("login", help="as what they sign in, such as ana.ruiz")
    parser.add_argument("name", nargs="?", default="", help="what colleagues know them as")
    parser.add_argument("roles", nargs="*", metavar="TEAM:ROLE", help="such as housing:clerk, housing:lead, *:auditor")
    parser.add_argument("--partner", metavar="ID", default="", help="the partner whose operator it is")


def run(arguments: Namespace) -> int:
    """Do it."""
    from sportello.actions import staffing
    from sportello.site import wiring

    wiring.install()
    if arguments.deed == "close":
        staffing.close(arguments.login)
        print(f"{arguments.login} signs in no more.")
        return 0
    if not arguments.name or not (arguments.roles or arguments.partner):
        raise CannotRun("Say what they are called, and TEAM:ROLE or --partner ID. Nothing was changed.")
    print(staffing.add(arguments.login, arguments.name, arguments.roles, partner=arguments.partner))
    return 0
