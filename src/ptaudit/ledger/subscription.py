"""A subscription that notices what any process recorded, by asking for the head."""

import threading

from eventsourcing.dcb.api import DCBQuery, TDCBRecorder_co
from eventsourcing.dcb.persistence import DCBListenNotifySubscription

INTERVAL_SECONDS = 0.05


class PollingSubscription(DCBListenNotifySubscription[TDCBRecorder_co]):
    """The position order is the commit order, so nothing can appear behind what was read."""

    def __init__(
        self, recorder: TDCBRecorder_co, query: DCBQuery | None = None, after: int | None = None
    ) -> None:
        self._over = threading.Event()
        super().__init__(recorder, query, after)
        self._ticker = threading.Thread(target=self._tick, daemon=True)
        self._ticker.start()

    def _tick(self) -> None:
        while not self._over.wait(INTERVAL_SECONDS):
            self._has_been_notified.set()

    def stop(self) -> None:
        self._over.set()
        super().stop()
