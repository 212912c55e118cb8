"""Steps of a case in words: what they are called, who acts in them."""

from sportello import words
from sportello.actions import live
from sportello.core.stages import Stage
from sportello.core.texts import say


def say_who(who: str, language: str) -> str:
    """Name a team or partner of the city."""
    profile = live.profile()
    known = profile.teams.get(who) or profile.partners.get(who)
    return say(known.names, language) if known else who


def say_step(stage: Stage, language: str) -> str:
    """Name a step, by its own name where the service gives it one."""
    return say(stage.name, language) if stage.name else words.say(language, f"step-{stage.kind}")


def say_acts(stage: Stage, language: str) -> str:
    """Say who acts in a step: the applicant, a team, a partner or the city."""
    if stage.actor == "applicant":
        return words.say(language, "web-you")
    return say_who(stage.who, language) if stage.who else say_city(language)


def say_city(language: str) -> str:
    """Name the city."""
    return say(live.profile().name, language)
