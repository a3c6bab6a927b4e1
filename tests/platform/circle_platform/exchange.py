"""One logged request to one response: HTTP refusals, the service, the faults."""
import json

from . import faults as stages
from .wire import Request, Response


class Exchange:
    def __init__(self, service, faults, log, ended):
        self._service = service
        self._faults = faults
        self._log = log
        self._ended = ended  # a threading.Event that cuts a delay short

    def answer(self, arrival: int, request: Request, reused: bool = False) -> Response:
        """`reused`: the connection carried a request before."""
        notes = {"verdict": "", "duplicate": False, "repeated": False, "remarks": [], "faults": []}
        response = self._refused_by_http(request, notes)
        if response is None:
            response = self._serve(arrival, request, reused, notes)
        self._log.note("answer", arrival=arrival, status=0 if response.silent else response.status,
                       bytes=len(response.body), **notes)
        return response

    def _refused_by_http(self, request: Request, notes) -> Response | None:
        status, reason = 0, ""
        if request.problem:
            status, reason = request.status, request.problem
        elif self._service.segment(request.target) is None:
            status, reason = 404, "no such path"
        elif request.method != "POST":
            status, reason = 405, "POST only"
        if not reason:
            return None
        notes["verdict"] = f"http: {reason}"
        body = json.dumps({"error": reason}).encode()
        return Response(status=status, body=body, close=True, silent=status == 0)

    def _serve(self, arrival: int, request: Request, reused: bool, notes) -> Response:
        segment = self._service.segment(request.target)
        taken = self._faults.take(segment, reused)
        notes["faults"] = [fault.name for fault in taken]
        self._ended.wait(stages.delay(taken))
        if name := stages.closed_before(taken):
            notes["verdict"] = f"fault: {name}"
            return Response(silent=True)
        reply = self._service.handle(segment, request.headers, request.body, arrival, stages.refusal(taken),
                                     stages.late(taken))
        notes.update(verdict=reply.verdict, duplicate=reply.duplicate, repeated=reply.repeated, remarks=reply.remarks)
        response = stages.respond(reply.document, taken)
        if reply.waiting is not None:
            response.silent = response.silent or self._stays_silent(reply.waiting)
        return response

    def _stays_silent(self, waiting) -> bool:
        """What the line does with the reply to an act that is not done yet; `hold` waits until it is."""
        while waiting.then == "hold" and not waiting.ended.wait(0.05) and not self._ended.is_set():
            pass
        return waiting.then == "close" or (waiting.then == "hold" and not waiting.done)
