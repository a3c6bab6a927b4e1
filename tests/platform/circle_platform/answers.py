"""Who executes which transaction: queries, filings, and the local contract, each with a method do_<number>."""
from .books import Books
from .call import Call, Tally
from .commits import Commits
from .filings import Filings
from .local import Local
from .queries import Queries
from .table import TABLE


class Answers:
    """Executes checked requests. The platform has no idempotency: a request that comes again is executed again."""

    def __init__(self, book, sessions, clock):
        self.tally = Tally()
        self.books = Books(clock)
        self.commits = Commits()
        self.filings = Filings(book, self.books, self.commits, self.tally)
        self._queries = Queries(book, sessions, clock, self.filings)
        rooms = (self._queries, self.filings, Local(book, self.books, self.commits, self.tally))
        self._do = {number: next(method for room in rooms if (method := getattr(room, f"do_{number}", None)))
                    for number in TABLE}

    def execute(self, call: Call):
        """The reply's output. Raises Refusal; then nothing was executed."""
        number = call.message["infno"]
        output = self._do[number](call)
        if hasattr(self._queries, f"do_{number}"):
            self.tally.add(number)  # what changes something counts when it is committed
        return output
