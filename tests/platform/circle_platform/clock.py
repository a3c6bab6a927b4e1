"""The platform's clock: civil time in China, and a switchable displacement."""
import time
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))  # no daylight saving since 1992


class Clock:
    def __init__(self):
        self.offset = 0.0  # seconds the platform's clock is ahead of this machine's

    def seconds(self) -> float:
        return time.time() + self.offset

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), CHINA)

    def today(self) -> str:
        return self.now().strftime("%Y-%m-%d")

    def stamp17(self) -> str:
        """yyyyMMddHHmmssSSS, as refmsg_time and respond_time have it (§1.2)."""
        now = self.now()
        return now.strftime("%Y%m%d%H%M%S") + f"{now.microsecond // 1000:03d}"

    def text(self) -> str:
        return self.now().strftime("%Y-%m-%d %H:%M:%S")
