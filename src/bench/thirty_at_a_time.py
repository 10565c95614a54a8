"""Sends each line of a file, 30 in flight, as a recipe for the vendor's asynchronous client does: thirty_at_a_time.py URL FILE."""

import asyncio
import sys

import httpx


async def main(url, path):
    unknown = 0
    permits = asyncio.Semaphore(30)
    headers = {"Content-Type": "application/json", "Authorization": "Bearer sandbox"}
    async with httpx.AsyncClient(headers=headers, timeout=60) as client:

        async def send(line):
            nonlocal unknown
            async with permits:
                try:
                    (await client.post(url, content=line)).raise_for_status()
                except httpx.HTTPError:
                    unknown += 1

        await asyncio.gather(*(send(line) for line in open(path, "rb")))
    return unknown


print(asyncio.run(main(*sys.argv[1:])))
