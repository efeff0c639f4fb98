"""A bucket of S3 in this process, for the real client: keeps what is put, gives it back, over HTTP."""

import hashlib
import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Quiet."""

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path)

    def _answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.kept[self.key] = body
        self._answer(200, ETag=f'"{hashlib.sha256(body).hexdigest()}"')

    def do_GET(self):
        body = self.server.kept.get(self.key)
        self.server.asked.append((self.command, self.key))
        if body is None:
            return self._answer(404)
        now = formatdate(usegmt=True)
        self._answer(200, body, ETag=f'"{hashlib.sha256(body).hexdigest()}"', Last_Modified=now)

    do_HEAD = do_GET

    def do_DELETE(self):
        self.server.kept.pop(self.key, None)
        self._answer(204)


class Bucket:
    """Use as a context; `storage` is what STORAGES["default"] says to keep everything in it."""

    def __enter__(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.daemon_threads = True
        self.server.kept, self.server.asked = {}, []
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()

    @property
    def kept(self) -> dict[str, bytes]:
        return self.server.kept

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    @property
    def storage(self) -> dict:
        return {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": "vonder",
                "endpoint_url": f"http://{self.host}",
                "access_key": "key",
                "secret_key": "secret",
                "file_overwrite": False,
                "signature_version": "s3v4",
            },
        }
