"""Documents by Typst. Knows no case and no letter: templates and their values come in, a PDF goes out."""

from sportello.integrations.typst.typesetter import TypstTypesetter

__all__ = ["TypstTypesetter"]
