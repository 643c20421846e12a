#!/usr/bin/env python3
"""Opens what rassegna makes of hostile HTML in headless Chromium, and listens.

    hostile.py [--rassegna FILE] [--chromium FILE] [--cases FILE]

Each case (cases.txt: HTML, one a line; FILE may be JSON lines with a member `html` instead) becomes the
content, the title, the category and the author of an item. Then two pages are made of them:

  digest    the HTML digest of the program itself, by `poll` and `digest`, with its policy
  articles  the `content_html` of `rassegna parse`, all of it in one page without any policy, so that
            nothing but the cleaning itself stands between the case and the browser

Chromium resolves every name to this program and sends every request here. A page fails when a script is
parsed (an event handler and a `javascript:` link are scripts), a dialog or another page opens, the page
goes elsewhere, or anything is requested but pictures that stand in the article as such. All elements
get all events. The browser's tree of each article, written out again, has to be the article. A third
page of raw cases has to fail, or the listener is deaf.
Exits 0 when nothing fires and nothing is requested, else 1.
"""

import argparse
import html
import http.server
import json
import os
import pathlib
import re
import select
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIMIT_S = 120

# Every event that a page can hear of by an attribute, and what would follow a click.
STIR = r"""
(() => {
  const kinds = new Set();
  for (const at of [window, document, HTMLElement.prototype, HTMLMediaElement.prototype, SVGElement.prototype])
    for (const name in at) if (name.startsWith('on')) kinds.add(name.slice(2));
  let count = 0, odd = [];
  for (const element of document.querySelectorAll('*')) {
    if (element.matches('head > link[rel=icon]')) continue;
    for (const kind of kinds) element.dispatchEvent(new Event(kind, {bubbles: false, cancelable: true}));
    for (const name of ['href', 'xlink:href', 'src', 'action', 'formaction', 'cite', 'poster', 'data']) {
      const value = element.getAttribute(name);
      if (value === null) continue;
      const url = new URL(value, document.baseURI);
      if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) { odd.push(name + '=' + value); element.click(); }
    }
    count++;
  }
  return JSON.stringify({count, odd});
})()
"""


# The articles as the browser has them.
READ = "JSON.stringify([...document.querySelectorAll('article')].map(one => one.innerHTML))"


class Browser:
    """Chromium, driven by the DevTools protocol over a pipe."""

    def __init__(self, program, port, profile):
        self.to_browser, write = os.pipe()
        read, self.from_browser = os.pipe()
        self.read, self.write = read, write
        # The protocol's descriptors are 3 and 4 in the child.
        command = [
            "/bin/sh", "-c", f'exec "$0" "$@" 3<&{self.to_browser} 4>&{self.from_browser}', program,
            "--headless", "--remote-debugging-pipe", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--ignore-certificate-errors", f"--user-data-dir={profile}",
            f"--host-resolver-rules=MAP * 127.0.0.1:{port}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank",
        ]
        self.process = subprocess.Popen(
            command, pass_fds=(self.to_browser, self.from_browser), stderr=subprocess.DEVNULL)
        self.number, self.buffer, self.events = 0, b"", []

    def messages(self, seconds):
        """What the browser says within a time."""
        end = time.monotonic() + seconds
        while True:
            while b"\0" in self.buffer:
                message, self.buffer = self.buffer.split(b"\0", 1)
                yield json.loads(message)
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.read], [], [], left)[0]:
                return
            piece = os.read(self.read, 65536)
            if not piece:
                sys.exit("hostile: Chromium has ended")
            self.buffer += piece

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        for answer in self.messages(LIMIT_S):
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"hostile: {method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)
        sys.exit(f"hostile: Chromium does not answer to {method}")

    def close(self):
        self.process.terminate()
        self.process.wait(20)


class Listener(http.server.BaseHTTPRequestHandler):
    """Serves the pages, and writes down everything else that is asked for."""

    pages, requests = {}, []

    def do_GET(self):
        body = self.pages.get(self.path)
        if body is None or self.headers.get("Host", "").split(":")[0] != "127.0.0.1":
            self.requests.append(f"{self.command} {self.headers.get('Host')}{self.path}")
            body = b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


def cases(path):
    lines = [line for line in path.read_text().split("\n") if line]
    if path.suffix == ".jsonl":
        lines = [json.loads(line)["html"] for line in lines]
    return lines


def feed(lines):
    """A feed in which each case is everything that an item can say."""
    items = []
    for number, case in enumerate(lines):
        # What XML can not carry no feed can send.
        case = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]", "", case)
        text = html.escape(case)
        items.append(
            f"<item><guid isPermaLink='false'>{number}</guid><title>{number} {text}</title>"
            f"<link>{text}</link><category>{text}</category><author>{text}</author>"
            f"<description>Case {number}. {text}</description>"
            f"<content:encoded>&lt;p&gt;Case {number}.&lt;/p&gt;{text}</content:encoded></item>")
    return (
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<title>&lt;script&gt;fires()&lt;/script&gt;</title><link>javascript:fires()</link>"
        + "".join(items) + "</channel></rss>")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"hostile: {' '.join(map(str, command))}: {done.stderr}")
    return done.stdout


def digest(rassegna, folder):
    configuration = folder / "rassegna.toml"
    configuration.write_text(
        f'state = "{folder}/state"\n[polling]\nbacklog = "36500d"\n[digest.hostile]\n'
        f'[[feed]]\nurl = "{folder}/feed.xml"\n')
    (folder / "state").mkdir()
    environment = {key: value for key, value in os.environ.items() if key != "STATE_DIRECTORY"}
    for command in (["poll", "--all"], ["digest", "hostile"]):
        done = subprocess.run(
            [rassegna, *command, "--config", configuration], env=environment, capture_output=True,
            text=True)
        if done.returncode:
            sys.exit(f"hostile: rassegna {' '.join(command)}: {done.stderr}")
    return max((folder / "state/digests/hostile").glob("2*.html")).read_bytes()


def page(parts):
    head = "<!doctype html><meta charset=utf-8><title>x</title><link rel=icon href=\"data:,\">"
    return (head + "".join(f"<article>{part}</article>" for part in parts)).encode()


def settled(text):
    """HTML without what two writers of the same tree may do differently."""
    return html.unescape(text.replace('=""', "")).replace("\n", "")


def misread(browser, session, articles):
    """The articles that the browser reads otherwise than they are written."""
    value = browser.call("Runtime.evaluate", session, expression=READ)["result"]["value"]
    read = json.loads(value)
    if len(read) != len(articles):
        return [f"{len(articles)} articles are {len(read)}"]
    return [f"read otherwise: {one}" for one, other in zip(articles, read) if settled(one) != settled(other)]


def findings(browser, url, asked, articles):
    """What happened on a page that must do nothing; `asked` gets what was requested of it."""
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Network", "Debugger", "Log"):
        browser.call(domain + ".enable", session)
    browser.events.clear()
    browser.call("Page.navigate", session, url=url)
    browser.events += browser.messages(3)
    odd = misread(browser, session, articles) if articles else []
    stirred = json.loads(
        browser.call("Runtime.evaluate", session, expression=STIR, silent=True)["result"]["value"])
    browser.events += browser.messages(3)
    found = odd + [f"address: {address}" for address in stirred["odd"]]
    for event in browser.events:
        found += told(event, url, asked)
    browser.call("Target.closeTarget", targetId=target)
    return stirred["count"], found


def told(event, url, asked):
    """What an event of the protocol says against a page."""
    method, values = event.get("method"), event.get("params", {})
    if method == "Debugger.scriptParsed":
        # What this program evaluates is a script without an address.
        is_ours = not values["url"] and values.get("length") in (len(STIR), len(READ))
        return [] if is_ours else [f"script: {values['url'] or 'inline'}"]
    if method == "Network.requestWillBeSent":
        wanted = values["request"]["url"]
        if wanted == url:
            return []
        asked.append((values.get("type"), wanted))
        return [] if values.get("type") == "Image" else [f"{values.get('type')}: {wanted[:120]}"]
    if method in ("Page.javascriptDialogOpening", "Page.windowOpen", "Target.targetCreated"):
        return [] if values.get("targetInfo", {}).get("url") == "about:blank" else [method]
    if method == "Page.frameNavigated" and values["frame"]["url"] not in (url, "about:blank"):
        return ["went to " + values["frame"]["url"][:120]]
    if method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.frameAttached"):
        return [method]
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rassegna", default=str(ROOT / ".build/release/rassegna"))
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--cases", type=pathlib.Path, default=HERE / "cases.txt")
    options = parser.parse_args()
    lines = cases(options.cases)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    status = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        (folder / "feed.xml").write_text(feed(lines))
        parsed = json.loads(run(options.rassegna, "parse", folder / "feed.xml"))
        articles = [item.get("content_html", "") for item in parsed["items"]]
        Listener.pages = {
            "/digest": digest(options.rassegna, folder), "/articles": page(articles),
            "/raw": page(lines[:20]),
        }
        browser = Browser(options.chromium, port, folder / "profile")
        try:
            for path in Listener.pages:
                Listener.requests.clear()
                asked = []
                count, found = findings(
                    browser, f"http://127.0.0.1:{port}{path}", asked,
                    articles if path == "/articles" else None)
                pictures = {urllib.parse.urlsplit(url).netloc for kind, url in asked if kind == "Image"}
                print(f"{path[1:]}: {len(lines)} cases, {count} elements, {len(found)} findings, "
                      f"{len(asked)} requests" + (f", pictures of {' '.join(sorted(pictures))}" if pictures else ""))
                if path == "/raw":
                    if not any(one.startswith("script") for one in found):
                        sys.exit("hostile: raw cases fire nothing; the listener is deaf")
                    continue
                if path == "/digest":
                    found += [f"request: {kind} {url[:120]}" for kind, url in asked]
                for one in found:
                    print("  " + one)
                status = status or int(bool(found))
        finally:
            browser.close()
    return status


if __name__ == "__main__":
    sys.exit(main())
