"""What a run cost is counted over threads and told in one line."""

from threading import Thread

from kg.extractors.llm.usage import Usage


def test_threads_lose_no_count() -> None:
    usage = Usage()

    def add() -> None:
        for _ in range(1000):
            usage.add(calls=1, sent=2, seconds=0.5, dropped={"x": 1})

    threads = [Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert usage.counts == {"calls": 8000, "sent": 16000}
    assert (usage.seconds, usage.dropped["x"]) == (4000.0, 8000)


def test_the_line_tells_all_of_it() -> None:
    usage = Usage(prices=(2.0, 10.0))
    usage.add(seconds=12.34, calls=1234, again=3, sent=1_000_000, received=500_000, unmetered=2, papers=1230, lost=1)
    usage.add(dropped={"spellings not in the text": 7, "entities named twice": 2})
    assert usage.line() == (
        "llm: 1,230 papers and 1 lost in 1,234 calls (3 again), 12.3 s of waiting, 1,000,000 tokens sent and 500,000 "
        "received, 2 calls without a count of tokens, price 7.0000, dropped: 2 entities named twice, "
        "7 spellings not in the text"
    )


def test_without_prices_there_is_no_price() -> None:
    usage = Usage()
    usage.add(calls=1, sent=10, received=10, papers=1)
    assert usage.price is None
    assert "price" not in usage.line()
