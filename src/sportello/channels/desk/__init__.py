"""The desk: staff work cases, partners their tasks, publishers editions; auditors look. Decides nothing."""

CHANNEL = "desk"
