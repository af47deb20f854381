"""Say what went wrong in one sentence, whatever it was; no traceback ever leaves."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from marsad.desk.guarding import MissingError, OvertakenError
from marsad.desk.schemas import Fault, answer
from marsad.errors import ArchiveError, MarsadError
from marsad.model.plain import to_plain

LOCKED = "another program has been writing"

RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "The request asks for what cannot be; the error says what was expected."},
    401: {"model": Fault, "description": "The token is missing or another start's."},
    403: {"model": Fault, "description": "The request does not come from this machine's own pages."},
    404: {"model": Fault, "description": "There is nothing of this name."},
    409: {
        "model": Fault,
        "description": "Somebody decided since; the newer decision is in the answer and nothing was changed.",
    },
    422: {"model": Fault, "description": "A value has the wrong form; the error says which and how."},
}


def told(status: int, error: str, **more: Any) -> JSONResponse:
    """Give a refusal."""
    return JSONResponse(answer(Fault, {"error": error, **more}).model_dump(mode="json"), status)


def add_faults(app: FastAPI) -> None:
    """Turn errors into refusals."""

    @app.exception_handler(MarsadError)
    def marsad(_: Request, error: MarsadError) -> JSONResponse:
        if isinstance(error, OvertakenError):
            return told(409, str(error), newer=to_plain(error.newer) if error.newer else None, seen=error.seen)
        if isinstance(error, MissingError):
            return told(404, str(error))
        return told(423 if isinstance(error, ArchiveError) and LOCKED in str(error) else 400, str(error))

    @app.exception_handler(RequestValidationError)
    def form(_: Request, error: RequestValidationError) -> JSONResponse:
        # What was sent is not sent back: it may be long, and it may be hostile.
        parts = [f"{'.'.join(str(step) for step in one['loc'])}: {one['msg']}" for one in error.errors()[:5]]
        return told(422, "; ".join(parts))

    @app.exception_handler(HTTPException)
    def http(_: Request, error: HTTPException) -> JSONResponse:
        refused = told(error.status_code, str(error.detail))
        refused.headers.update(error.headers or {})
        return refused

    @app.exception_handler(OverflowError)
    def large(_: Request, _error: OverflowError) -> JSONResponse:
        return told(422, "a number is larger than any that the archive could hold")

    @app.exception_handler(Exception)
    def other(_: Request, error: Exception) -> JSONResponse:
        return told(500, f"something is wrong in the program ({type(error).__name__}); nothing was lost")
