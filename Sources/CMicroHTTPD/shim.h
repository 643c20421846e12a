#ifndef RASSEGNA_CMICROHTTPD_H
#define RASSEGNA_CMICROHTTPD_H

#include <microhttpd.h>
#include <stdint.h>

// Swift does not import variadic functions; this is the one call of MHD_start_daemon that we make. The
// daemon has no thread: whoever owns it watches its epoll descriptor. It closes the listening socket
// that it is given, and sends no Date of its own.
static inline struct MHD_Daemon *rassegna_serve(int listener, MHD_AccessHandlerCallback answer,
                                                MHD_RequestCompletedCallback end,
                                                void *(*begin)(void *, const char *,
                                                               struct MHD_Connection *),
                                                MHD_NotifyConnectionCallback follow,
                                                void *context, unsigned connections,
                                                unsigned timeout_s) {
  return MHD_start_daemon(
      MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, NULL, NULL,
      answer, context, MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_URI_LOG_CALLBACK, begin,
      context, MHD_OPTION_NOTIFY_COMPLETED, end, context, MHD_OPTION_NOTIFY_CONNECTION, follow,
      context, MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, timeout_s,
      MHD_OPTION_END);
}

// The unions behind these answers come out of variadic functions too.

static inline int rassegna_epoll(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
  return info ? info->epoll_fd : -1;
}

static inline uint16_t rassegna_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}

static inline int rassegna_descriptor(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

#endif
