/* Preloaded into the program, it lets fsync and fdatasync of files below a path do nothing. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int is_left_out(int fd) {
    const char *below = getenv("NO_SYNC_BELOW");
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (below == NULL || length < 0) return 0;
    path[length] = 0;
    return strncmp(path, below, strlen(below)) == 0;
}

int fsync(int fd) { return is_left_out(fd) ? 0 : (int)syscall(SYS_fsync, fd); }

int fdatasync(int fd) { return is_left_out(fd) ? 0 : (int)syscall(SYS_fdatasync, fd); }
