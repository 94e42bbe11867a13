/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * What the driver's files see of the kernel, forced in front of each of them. The files' own #include <...> find empty
 * stubs, except for the few headers that are taken from the tree (linux/mdev.h, linux/vfio.h and its uapi, asm/isc.h,
 * asm/zcrypt.h, and asm/ap.h through ap_wrap.h). A name that is missing here shows as the compiler's ordinary error: add it
 * to the header of its topic.
 */
#ifndef APX_KERNEL_H
#define APX_KERNEL_H

#include "runtime.h"
#include "kernel/config.h"
#include "kernel/types.h"
#include "kernel/bug.h"
#include "kernel/memory.h"
#include "kernel/text.h"
#include "kernel/list.h"
#include "kernel/bitmap.h"
#include "kernel/lock.h"
#include "kernel/notifier.h"
#include "kernel/work.h"
#include "kernel/wait.h"
#include "kernel/tree.h"
#include "kernel/kobject.h"
#include "kernel/device.h"
#include "kernel/timer.h"
#include "kernel/ap.h"
#include "kernel/file.h"
#include "kernel/mm.h"
#include "kernel/iommu.h"
#include "kernel/vfio.h"
#include "kernel/eventfd.h"
#include "kernel/kvm.h"
#include "kernel/kvm_device.h"
#include "kernel/s390.h"

#endif
