#ifndef RASSEGNA_CZIP_H
#define RASSEGNA_CZIP_H

#include <zip.h>

// Constants that are casts, which Swift does not import.
static const zip_uint32_t rassegna_zip_truncate = ZIP_TRUNCATE;
static const zip_flags_t rassegna_zip_utf8 = ZIP_FL_ENC_UTF_8;
static const zip_int32_t rassegna_zip_store = ZIP_CM_STORE;
static const zip_int32_t rassegna_zip_deflate = ZIP_CM_DEFLATE;

#endif
