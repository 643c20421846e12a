#ifndef RASSEGNA_CCURL_H
#define RASSEGNA_CCURL_H

#include <curl/curl.h>
#include <sys/epoll.h>  // what libcurl's sockets are watched by; Glibc's module leaves it out

// Swift does not import variadic functions; these are their typed twins.

static inline CURLcode rassegna_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode rassegna_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode rassegna_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode rassegna_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode rassegna_setopt_list(CURL *handle, CURLoption option,
                                            struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*rassegna_data_callback)(char *data, size_t size, size_t count, void *context);

static inline CURLcode rassegna_setopt_data_callback(CURL *handle, CURLoption option,
                                                     rassegna_data_callback callback) {
  return curl_easy_setopt(handle, option, callback);
}

static inline CURLcode rassegna_setopt_open_socket(CURL *handle,
                                                   curl_opensocket_callback callback) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLcode rassegna_setopt_close_socket(CURL *handle,
                                                    curl_closesocket_callback callback) {
  return curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, callback);
}

static inline CURLcode rassegna_setopt_prereq(CURL *handle, curl_prereq_callback callback) {
  return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode rassegna_setopt_share(CURL *handle, CURLSH *share) {
  return curl_easy_setopt(handle, CURLOPT_SHARE, share);
}

static inline CURLSHcode rassegna_share_data(CURLSH *share, curl_lock_data data) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, data);
}

static inline CURLcode rassegna_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode rassegna_getinfo_string(CURL *handle, CURLINFO info, char **value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode rassegna_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode rassegna_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return curl_easy_getinfo(handle, info, (char **)value);
}

static inline CURLMcode rassegna_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode rassegna_multi_setopt_pointer(CURLM *multi, CURLMoption option,
                                                      void *value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode rassegna_multi_setopt_socket(CURLM *multi, curl_socket_callback callback) {
  return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, callback);
}

static inline CURLMcode rassegna_multi_setopt_timer(CURLM *multi,
                                                    curl_multi_timer_callback callback) {
  return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, callback);
}

#endif
