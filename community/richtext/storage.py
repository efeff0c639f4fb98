import os
import tempfile
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Files on disk that are there whole or not at all: a disk that is full leaves no empty or half a file."""

    def _save(self, name, content):
        os.makedirs(self.location, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.location, prefix=".part-", delete=False) as part:
            try:
                for chunk in content.chunks():
                    part.write(chunk)
                part.flush()
                return super()._save(name, _Finished(part))
            finally:
                if os.path.exists(part.name):
                    os.unlink(part.name)


class _Finished(File):
    """A file that was written already; the storage moves it to its place."""

    file: IO[bytes]

    def temporary_file_path(self) -> str:
        return self.file.name
