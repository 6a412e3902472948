"""Files in a multipart body."""

from __future__ import annotations

from typing import NamedTuple

from python_multipart import FormParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, parse_options_header

from netwright.inference.serving.refusals import RequestError, too_large


class Upload(NamedTuple):
    """A file in a body: what the client calls it, and its bytes."""

    name: str
    content: bytes


def read_multipart(body: bytes | bytearray, content_type: str, most: int) -> list[Upload]:
    """The files in a body of multipart/form-data, in their order.

    Args:
        body: All of it.
        content_type: The request's header, which names the boundary.
        most: How many files there may be.

    Raises:
        RequestError: It is cut short or malformed, or holds fields that are no files (400), or
            too many files (413).
    """
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary")
    if not boundary:
        raise _malformed("its Content-Type names no boundary")
    uploads: list[Upload] = []
    ended: list[bool] = []

    def on_file(file: File) -> None:
        if len(uploads) == most:
            raise too_large(f"more than {most} files came.", fix=f"send {most} at a time.")
        file.file_object.seek(0)
        name = (file.file_name or b"").decode("utf-8", "replace")
        uploads.append(Upload(name, file.file_object.read()))

    parser = FormParser(
        "multipart/form-data",
        on_field=_refuse_field,
        on_file=on_file,
        on_end=lambda: ended.append(True),
        boundary=boundary,
        # The body is in memory already; files on disk would only be slower.
        config={"MAX_MEMORY_FILE_SIZE": len(body) + 1, "UPLOAD_ERROR_ON_BAD_CTE": True},
    )
    try:
        parser.write(bytes(body))
        parser.finalize()
    except FormParserError as error:
        raise _malformed(str(error)) from None
    if not ended:
        raise _malformed("it is cut short")
    return uploads


def _refuse_field(field: Field) -> None:
    name = (field.field_name or b"").decode("utf-8", "replace")
    raise RequestError(
        "expected files, but a field without a file name came.",
        field=name[:100],
        fix="curl -F image=@img.png sends a file.",
    )


def _malformed(reason: str) -> RequestError:
    return RequestError(
        f"the multipart body cannot be read: {reason}.",
        fix="let a library build it: curl -F image=@img.png, or files= of Python's httpx.",
    )
