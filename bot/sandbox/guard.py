"""Who may talk to the local server: programs on this machine, and the page that it served itself.

A web site open in the same browser can send requests to loopback. Its name in Host (DNS rebinding) or in Origin
gives it away; Slack's own side of the wire asks for tokens besides.
"""

from collections.abc import Callable

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def refused(host: str, port: int, origin: str | None, fetched: str | None) -> str:
    """Why a request with these headers (Host, Origin, Sec-Fetch-Site) is not from here; empty where it is."""
    own = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
    if host.lower() not in own:
        return "This server answers to 127.0.0.1 and localhost only."
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return "Requests from other web sites are refused."
    if fetched is not None and fetched not in ("same-origin", "none"):
        return "Requests from other web sites are refused."
    return ""


def guard(port: Callable[[], int]) -> Middleware:
    """Refuses, with 403, what does not come from here; `port` is asked at each request."""

    @web.middleware
    async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
        headers = request.headers
        why = refused(request.host, port(), headers.get("Origin"), headers.get("Sec-Fetch-Site"))
        if why:
            return web.Response(text=why, status=403)
        response = await handler(request)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return only_from_here
