// The floor of reading feeds: files are read whole and pushed through libxml2's SAX2 parser, whose
// callbacks do nothing but count, so that the compiler can not drop them. No encodings, no mending, no
// values: what no reader over libxml2 can be faster than.
//
//   push LIST      LIST: one file a line
//
// Prints the bytes, the elements and the bytes of text.

#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 32 * 1024 };

static long elements, text;

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **declarations, int attributes, int defaulted,
                  const xmlChar **values) {
  (void)context, (void)name, (void)prefix, (void)uri, (void)namespaces, (void)declarations;
  (void)attributes, (void)defaulted, (void)values;
  elements++;
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)context, (void)name, (void)prefix, (void)uri;
}

static void characters(void *context, const xmlChar *start, int count) {
  (void)context, (void)start;
  text += count;
}

static void parse(const char *bytes, long count) {
  xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC, .startElementNs = start,
                           .endElementNs = end, .characters = characters, .cdataBlock = characters};
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
  if (!parser) exit(70);
  xmlCtxtUseOptions(parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  for (long offset = 0; offset < count; offset += CHUNK)
    xmlParseChunk(parser, bytes + offset, (int)(count - offset < CHUNK ? count - offset : CHUNK), 0);
  xmlParseChunk(parser, NULL, 0, 1);
  if (parser->myDoc) xmlFreeDoc(parser->myDoc);
  xmlFreeParserCtxt(parser);
}

int main(int count, char **arguments) {
  FILE *list = count == 2 ? fopen(arguments[1], "r") : NULL;
  if (!list) return 64;
  char *bytes = NULL, name[4096];
  long total = 0;
  while (fgets(name, sizeof name, list)) {
    name[strcspn(name, "\n")] = 0;
    int file = open(name, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return 66;
    bytes = realloc(bytes, (size_t)status.st_size + 1);
    long got = bytes ? read(file, bytes, (size_t)status.st_size) : -1;
    close(file);
    if (got < 0) return 74;
    total += got;
    parse(bytes, got);
  }
  printf("bytes=%ld elements=%ld text=%ld\n", total, elements, text);
  return 0;
}
