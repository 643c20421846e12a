// What one poll cycle costs when nothing is done but the work that no aggregator can avoid: fetch by
// libcurl's multi-socket interface, parse by libxml2's push parser, take the usual fields of each item,
// hash them, and store items and validators in SQLite, in one thread and one transaction. No schedule,
// no limits of a host, no dates, no cleaning of HTML, no stories, no digest: a floor, not a rival.
//
//   limit DATABASE LIST TRANSFERS      LIST: one URL a line
//
// Prints one JSON object with the counts of `rassegna poll --json`.

#include <curl/curl.h>
#include <libxml/parser.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <unistd.h>

static void fail(const char *what) {
  fprintf(stderr, "limit: %s\n", what);
  exit(1);
}

static void check(int good, const char *what) {
  if (!good) fail(what);
}

// --- Text that grows ---------------------------------------------------------------------------

typedef struct {
  char *bytes;
  size_t length, room;
} Text;

static void append(Text *text, const void *bytes, size_t length) {
  if (text->length + length > text->room) {
    text->room = (text->length + length) * 2;
    text->bytes = realloc(text->bytes, text->room);
    check(text->bytes != NULL, "no memory");
  }
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
}

static void keep(Text *text, const char *value, size_t length) {
  text->length = 0;
  append(text, value, length);
}

// --- The store ---------------------------------------------------------------------------------

static sqlite3 *database;
static sqlite3_stmt *insert_item, *read_validators, *write_validators;
static long polled, modified, not_modified, failed, new_items;

static void run(const char *sql) {
  check(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(database));
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK,
        sqlite3_errmsg(database));
  return statement;
}

static void open_store(const char *path) {
  check(sqlite3_open(path, &database) == SQLITE_OK, path);
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
      "CREATE TABLE IF NOT EXISTS feed(id INTEGER PRIMARY KEY, url TEXT UNIQUE, etag TEXT,"
      " last_modified TEXT) STRICT;"
      "CREATE TABLE IF NOT EXISTS item(seq INTEGER PRIMARY KEY, feed INTEGER, guid TEXT, url TEXT,"
      " title TEXT, content TEXT, hash BLOB, UNIQUE(feed, guid)) STRICT;"
      "BEGIN");
  insert_item = prepare("INSERT OR IGNORE INTO item(feed, guid, url, title, content, hash)"
                        " VALUES(?,?,?,?,?,?)");
  read_validators = prepare("SELECT etag, last_modified FROM feed WHERE id=?");
  write_validators = prepare("INSERT INTO feed(id, url, etag, last_modified) VALUES(?,?,?,?)"
                             " ON CONFLICT(id) DO UPDATE SET etag=excluded.etag,"
                             " last_modified=excluded.last_modified");
}

static void bind_text(sqlite3_stmt *statement, int index, const Text *text) {
  sqlite3_bind_text(statement, index, text->bytes, (int)text->length, SQLITE_STATIC);
}

static void step(sqlite3_stmt *statement) {
  check(sqlite3_step(statement) == SQLITE_DONE, sqlite3_errmsg(database));
  sqlite3_reset(statement);
}

// --- Reading: the fields of an item, by the names of the four formats ----------------------------

enum { TITLE, LINK, GUID, CONTENT, FIELDS };

typedef struct {
  int feed;                // the number of the feed, from 1
  int in_item;             // whether an item is open
  int field;               // the field whose text is collected; FIELDS: none
  Text fields[FIELDS];
  Text etag, last_modified, url;
  xmlParserCtxtPtr parser;
  CURL *easy;
  struct curl_slist *headers;
} Slot;

static int is(const xmlChar *name, const char *other) { return !strcmp((const char *)name, other); }

static int field_of(const xmlChar *name) {
  if (is(name, "title")) return TITLE;
  if (is(name, "link")) return LINK;
  if (is(name, "guid") || is(name, "id")) return GUID;
  if (is(name, "encoded") || is(name, "description") || is(name, "content")) return CONTENT;
  return FIELDS;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespaces, const xmlChar **declared,
                          int attributes, int defaulted, const xmlChar **attribute) {
  Slot *slot = context;
  (void)prefix, (void)uri, (void)namespaces, (void)declared, (void)defaulted;
  if (is(name, "item") || is(name, "entry")) {
    slot->in_item = 1;
    for (int i = 0; i < FIELDS; i++) slot->fields[i].length = 0;
  }
  slot->field = slot->in_item ? field_of(name) : FIELDS;
  // Longer content replaces the teaser that came before it.
  if (slot->field == CONTENT) slot->fields[CONTENT].length = 0;
  for (int i = 0; i < attributes && slot->in_item; i++, attribute += 5) {
    size_t length = (size_t)(attribute[4] - attribute[3]);
    if (is(attribute[0], "href") && slot->field == LINK)
      keep(&slot->fields[LINK], (const char *)attribute[3], length);
    if (is(attribute[0], "about")) keep(&slot->fields[GUID], (const char *)attribute[3], length);
  }
}

static void characters(void *context, const xmlChar *bytes, int length) {
  Slot *slot = context;
  if (slot->field < FIELDS) append(&slot->fields[slot->field], bytes, (size_t)length);
}

static void store_item(Slot *slot) {
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned length;
  static EVP_MD_CTX *digest;
  if (!digest) digest = EVP_MD_CTX_new();
  EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
  EVP_DigestUpdate(digest, slot->fields[TITLE].bytes, slot->fields[TITLE].length);
  EVP_DigestUpdate(digest, slot->fields[CONTENT].bytes, slot->fields[CONTENT].length);
  EVP_DigestFinal_ex(digest, hash, &length);
  sqlite3_bind_int(insert_item, 1, slot->feed);
  bind_text(insert_item, 2, &slot->fields[GUID]);
  bind_text(insert_item, 3, &slot->fields[LINK]);
  bind_text(insert_item, 4, &slot->fields[TITLE]);
  bind_text(insert_item, 5, &slot->fields[CONTENT]);
  sqlite3_bind_blob(insert_item, 6, hash, (int)length, SQLITE_STATIC);
  step(insert_item);
  new_items += sqlite3_changes(database);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri) {
  Slot *slot = context;
  (void)prefix, (void)uri;
  slot->field = FIELDS;
  if (!is(name, "item") && !is(name, "entry")) return;
  slot->in_item = 0;
  store_item(slot);
}

static xmlSAXHandler reading = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element,
    .endElementNs = end_element,
    .characters = characters,
    .cdataBlock = characters,
};

// --- Fetching ----------------------------------------------------------------------------------

static CURLM *multi;
static int epoll;
static long timeout_ms = -1;
static FILE *list;

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
  Slot *slot = context;
  size_t length = size * count;
  if (!slot->parser)
    slot->parser = xmlCreatePushParserCtxt(&reading, slot, bytes, (int)length, NULL);
  else
    xmlParseChunk(slot->parser, bytes, (int)length, 0);
  return length;
}

static size_t on_header(char *line, size_t size, size_t count, void *context) {
  Slot *slot = context;
  size_t length = size * count;
  Text *target = length > 6 && !strncasecmp(line, "etag:", 5)             ? &slot->etag
                 : length > 15 && !strncasecmp(line, "last-modified:", 14) ? &slot->last_modified
                                                                           : NULL;
  if (!target) return length;
  char *value = memchr(line, ':', length) + 1, *end = line + length;
  while (value < end && *value == ' ') value++;
  while (end > value && (end[-1] == '\r' || end[-1] == '\n')) end--;
  keep(target, value, (size_t)(end - value));
  return length;
}

static int on_socket(CURL *easy, curl_socket_t socket, int what, void *context, void *known) {
  (void)easy, (void)context;
  struct epoll_event event = {.data.fd = socket};
  if (what & CURL_POLL_IN) event.events |= EPOLLIN;
  if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, socket, NULL);
    curl_multi_assign(multi, socket, NULL);
    return 0;
  }
  epoll_ctl(epoll, known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
  curl_multi_assign(multi, socket, &epoll);
  return 0;
}

static int on_timer(CURLM *handle, long milliseconds, void *context) {
  (void)handle, (void)context;
  timeout_ms = milliseconds;
  return 0;
}

static void add_condition(Slot *slot, const char *name, int column) {
  const char *value = (const char *)sqlite3_column_text(read_validators, column);
  char line[1024];
  if (!value || !*value) return;
  snprintf(line, sizeof line, "%s: %s", name, value);
  slot->headers = curl_slist_append(slot->headers, line);
}

// Starts the next feed of the list in the slot; 0 at the list's end.
static int begin(Slot *slot) {
  static int number;
  char url[1024];
  if (!fgets(url, sizeof url, list)) return 0;
  url[strcspn(url, "\n")] = 0;
  slot->feed = ++number;
  slot->in_item = 0;
  slot->field = FIELDS;
  slot->etag.length = slot->last_modified.length = 0;
  keep(&slot->url, url, strlen(url));
  sqlite3_bind_int(read_validators, 1, slot->feed);
  if (sqlite3_step(read_validators) == SQLITE_ROW) {
    add_condition(slot, "If-None-Match", 0);
    add_condition(slot, "If-Modified-Since", 1);
  }
  sqlite3_reset(read_validators);
  curl_easy_setopt(slot->easy, CURLOPT_URL, url);
  curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, slot->headers);
  curl_multi_add_handle(multi, slot->easy);
  return 1;
}

static void end(Slot *slot, CURLcode result) {
  long status = 0;
  curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
  polled++;
  if (slot->parser) {
    xmlParseChunk(slot->parser, NULL, 0, 1);
    xmlFreeParserCtxt(slot->parser);
    slot->parser = NULL;
  }
  curl_slist_free_all(slot->headers);
  slot->headers = NULL;
  if (result == CURLE_OK && status == 304) {
    not_modified++;
  } else if (result == CURLE_OK && status == 200) {
    modified++;
    sqlite3_bind_int(write_validators, 1, slot->feed);
    bind_text(write_validators, 2, &slot->url);
    bind_text(write_validators, 3, &slot->etag);
    bind_text(write_validators, 4, &slot->last_modified);
    step(write_validators);
  } else {
    failed++;
  }
}

static CURL *new_easy(Slot *slot) {
  CURL *easy = curl_easy_init();
  check(easy != NULL, "no memory");
  curl_easy_setopt(easy, CURLOPT_PRIVATE, slot);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, slot);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, 60L);
  return easy;
}

// Ends what is done and starts the next in its place; gives the number of transfers that ended for good.
static int collect(void) {
  int idle = 0, left;
  for (CURLMsg *message; (message = curl_multi_info_read(multi, &left));) {
    Slot *slot;
    CURLcode result = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&slot);
    end(slot, result);
    curl_multi_remove_handle(multi, slot->easy);
    if (!begin(slot)) idle++;
  }
  return idle;
}

static void poll_all(int transfers) {
  int active = 0, running;
  Slot *slots = calloc((size_t)transfers, sizeof *slots);
  check(slots != NULL, "no memory");
  for (int i = 0; i < transfers; i++) {
    slots[i].easy = new_easy(&slots[i]);
    active += begin(&slots[i]);
  }
  curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
  while ((active -= collect()) > 0) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, 64, (int)timeout_ms);
    if (count == 0) curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
    for (int i = 0; i < count; i++) {
      int mask = (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0) |
                 (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                 (events[i].events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
      curl_multi_socket_action(multi, events[i].data.fd, mask, &running);
    }
  }
  for (int i = 0; i < transfers; i++) curl_easy_cleanup(slots[i].easy);
}

int main(int count, char **arguments) {
  check(count == 4, "usage: limit DATABASE LIST TRANSFERS");
  list = fopen(arguments[2], "r");
  check(list != NULL, arguments[2]);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  open_store(arguments[1]);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
  poll_all(atoi(arguments[3]));
  run("COMMIT");
  curl_multi_cleanup(multi);
  sqlite3_finalize(insert_item);
  sqlite3_finalize(read_validators);
  sqlite3_finalize(write_validators);
  check(sqlite3_close(database) == SQLITE_OK, "the database did not close");
  printf("{\"polled\": %ld, \"modified\": %ld, \"not_modified\": %ld, \"failed\": %ld,"
         " \"new_items\": %ld}\n",
         polled, modified, not_modified, failed, new_items);
  return 0;
}
