#ifndef RASSEGNA_CLIBXML2_H
#define RASSEGNA_CLIBXML2_H

// libxml2's ICU bridge includes ICU's headers, which clash with the ICU inside Foundation.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#endif
