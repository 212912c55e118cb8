"""What a person tells the conversation itself, apart from answers: back, help, stop. Knows no question."""

import re
from dataclasses import dataclass

from babel import Locale

from sportello.core.questions import tongues

COMMANDS = {
    "en": {
        "back": ("back", "go back", "previous"),
        "help": ("help", "?", "what", "why", "i do not understand"),
        "stop": ("stop", "pause", "quit", "exit", "later", "bye"),
        "repeat": ("repeat", "say again", "pardon"),
        "skip": ("skip", "leave empty", "next"),
        "review": ("my answers", "show my answers", "review"),
        "send": ("send", "submit", "send it"),
        "done": ("done", "that is all", "no more"),
        "same": ("same", "the same", "as before"),
        "again": ("another service", "new", "start again"),
    },
    "es": {
        "back": ("atrás", "volver", "volver atrás", "anterior"),
        "help": ("ayuda", "qué", "por qué", "no entiendo"),
        "stop": ("parar", "pausa", "salir", "basta", "más tarde", "adiós"),
        "repeat": ("repetir", "repite", "repita", "otra vez", "cómo"),
        "skip": ("saltar", "omitir", "dejar en blanco", "siguiente"),
        "review": ("mis respuestas", "ver mis respuestas", "revisar"),
        "send": ("enviar", "enviarlo", "envía", "mandar"),
        "done": ("listo", "eso es todo", "nada más"),
        "same": ("igual", "lo mismo", "como antes"),
        "again": ("otro servicio", "otro trámite", "nuevo"),
    },
    "it": {
        "back": ("indietro", "torna indietro", "precedente"),
        "help": ("aiuto", "cosa", "perché", "non capisco"),
        "stop": ("fermati", "pausa", "esci", "basta", "più tardi", "ciao"),
        "repeat": ("ripeti", "ripetere", "come", "di nuovo"),
        "skip": ("salta", "saltare", "lascia vuoto", "avanti"),
        "review": ("le mie risposte", "mostra le mie risposte", "rivedi"),
        "send": ("invia", "inviare", "invialo", "manda"),
        "done": ("fatto", "è tutto", "basta così"),
        "same": ("uguale", "lo stesso", "come prima"),
        "again": ("un altro servizio", "nuovo"),
    },
}
"""Whole messages by language; English works in every language."""

WITH_REST = {
    "language": r"(?:language|idioma|lingua)",
    "change": r"(?:change|correct|edit|cambiar|cambia|corregir|modificar|modifica|correggi)",
    "remove": r"(?:remove|delete|quitar|borrar|eliminar|rimuovi|elimina|togli)",
    "resume": r"(?:resume|continue|code|continuar|seguir|código|codigo|riprendi|continua|codice)",
}
"""Words that begin a message and take the rest of it."""

CORRECTION = re.compile(
    r"(?is)(?:no|nope|sorry|wait|perdón|perdon|scusa|scusi|aspetta|espera)\s*[,;:.!–—-]+\s*(?P<first>.+)"
    r"|(?:i meant|i mean|quise decir|quería decir|volevo dire|intendevo)\s+(?P<second>.+)"
)


@dataclass(frozen=True)
class Intent:
    """What a message wants of the conversation, and the words after it."""

    name: str
    rest: str = ""


def find(message: str, language: str, languages: tuple[str, ...]) -> Intent | None:
    """Find what a message tells the conversation; None when it is an answer.

    A message in quotation marks is always an answer.
    """
    typed = "help" if message.strip() == "?" else tongues.plain(message)
    if not typed or is_quoted(message):
        return None
    for spoken in (COMMANDS.get(language[:2], {}), COMMANDS["en"]):
        for name, phrases in spoken.items():
            if typed in {tongues.plain(phrase) for phrase in phrases}:
                return Intent(name)
    named = find_language(message, languages)
    return Intent("language", named) if named else _find_with_rest(message, languages)


def find_language(text: str, languages: tuple[str, ...]) -> str | None:
    """Find a language by its name in any of the languages: `spanish`, `español`, `spagnolo`, `in English`."""
    wanted = tongues.plain(text).removeprefix("in ").removeprefix("en ").removesuffix(" please")
    for language in languages:
        names = [Locale.parse(language, sep="-").get_language_name(each.replace("-", "_")) for each in languages]
        if wanted in {tongues.plain(name) for name in names if name}:
            return language
    return None


def find_correction(message: str) -> str | None:
    """Find what the previous answer should have been: `no, 4 people` gives `4 people`."""
    found = CORRECTION.fullmatch(message.strip())
    return (found["first"] or found["second"]).strip() if found else None


def is_quoted(message: str) -> bool:
    """Tell whether the message is in quotation marks, to be taken as it stands."""
    text = message.strip()
    return len(text) > 2 and (text[0], text[-1]) in (('"', '"'), ("“", "”"), ("«", "»"))


def unquote(message: str) -> str:
    """Give the message without quotation marks around it."""
    return message.strip()[1:-1].strip() if is_quoted(message) else message.strip()


def _find_with_rest(message: str, languages: tuple[str, ...]) -> Intent | None:
    for name, word in WITH_REST.items():
        found = re.fullmatch(rf"(?is){word}\b\s*:?\s*(?P<rest>.+)", message.strip())
        rest = found["rest"] if found else ""
        if rest and (name != "resume" or any(character.isdigit() for character in rest)):
            return Intent(name, find_language(rest, languages) or rest) if name == "language" else Intent(name, rest)
    return None
