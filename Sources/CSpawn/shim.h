#ifndef RASSEGNA_CSPAWN_H
#define RASSEGNA_CSPAWN_H

#include <spawn.h>
#include <sys/types.h>

// glibc declares these only where _GNU_SOURCE is set, which Swift does not do.

// A file in memory, without a name in any folder. Source: memfd_create(2).
int memfd_create(const char *name, unsigned int flags);
#define RASSEGNA_MFD_CLOEXEC 0x0001U

// A descriptor that is readable once the process has ended; close-on-exec. Source: pidfd_open(2).
int pidfd_open(pid_t process, unsigned int flags);

// Since glibc 2.34: the child closes `from` and all descriptors above it.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// Since glibc 2.29: the child begins in the folder `path`.
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);

#endif
