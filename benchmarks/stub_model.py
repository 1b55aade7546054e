"""A model that answers at once: the marked passages that stand in the question, in the form of OpenAI's chat completions.

What a tool then takes is its own time, and what it loses is its own loss. It listens on this machine only.
"""
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

QUESTION, ANSWER = "Q: ", "\nA:"


@contextmanager
def serving(rows: Sequence[dict]) -> Iterator[str]:
    """The address of a running model that knows these findings."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(rows))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answer(prompt: str, rows: Sequence[dict]) -> str:
    """The passages that stand in the last question of the prompt, in their order there."""
    asked = prompt.rpartition(QUESTION)[2].rpartition(ANSWER)[0]
    known = {(row["type"], row["quote"]) for row in rows if row["quote"] in asked}
    ordered = sorted(known, key=lambda passage: asked.index(passage[1]))
    return json.dumps({"extractions": [{type_: quote, f"{type_}_attributes": {}} for type_, quote in ordered]}, ensure_ascii=False)


def _handler(rows: Sequence[dict]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            content = answer(asked["messages"][-1]["content"], rows)
            message = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
            usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
            body = json.dumps({"id": "stub", "object": "chat.completion", "created": 0, "model": asked["model"], "choices": [message],
                               "usage": usage}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is printed for a question."""

    return Handler
