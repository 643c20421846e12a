#ifndef RASSEGNA_CPCRE2_H
#define RASSEGNA_CPCRE2_H

// Text is UTF-8.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
