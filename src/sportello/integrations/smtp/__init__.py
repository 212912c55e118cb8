"""E-mail by SMTP. Knows no notice and no language: subject and body come written."""

from sportello.integrations.smtp.mailer import SmtpMailer
from sportello.integrations.smtp.message import compose

__all__ = ["SmtpMailer", "compose"]
