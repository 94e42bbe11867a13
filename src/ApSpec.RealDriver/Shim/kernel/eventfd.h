/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Eventfds (include/linux/eventfd.h): eventfd.c. */
#ifndef APX_KERNEL_EVENTFD_H
#define APX_KERNEL_EVENTFD_H

struct eventfd_ctx;
struct eventfd_ctx *apx_eventfd_get(int fd, const struct apx_place *place);
void apx_eventfd_put(struct eventfd_ctx *context, const struct apx_place *place);
void apx_eventfd_signal(struct eventfd_ctx *context, const struct apx_place *place);
#define eventfd_ctx_fdget(fd) apx_eventfd_get(fd, APX_HERE)
#define eventfd_ctx_put(context) apx_eventfd_put(context, APX_HERE)
/* Older trees also say by how much. */
#define eventfd_signal(context, ...) apx_eventfd_signal(context, APX_HERE)

#endif
