"""Files in a bucket that speaks S3, for several machines. Knows no encryption: what comes is sealed."""

from sportello.integrations.s3.storage import S3Storage

__all__ = ["S3Storage"]
