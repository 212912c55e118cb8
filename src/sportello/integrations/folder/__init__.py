"""Files in a folder of this machine, outside the web root. Knows no encryption: what comes is sealed."""

from sportello.integrations.folder.storage import FolderStorage

__all__ = ["FolderStorage"]
