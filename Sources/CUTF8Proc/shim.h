#ifndef RASSEGNA_CUTF8PROC_H
#define RASSEGNA_CUTF8PROC_H

#include <utf8proc.h>

#endif
