/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Devices of a guest that only its kernel knows, such as kvm-vfio (include/linux/kvm_host.h, include/uapi/linux/kvm.h): kvm_device.c. */
#ifndef APX_KERNEL_KVM_DEVICE_H
#define APX_KERNEL_KVM_DEVICE_H

struct kvm_device;
struct kvm_device_attr { u32 flags, group; u64 attr, addr; };
struct kvm_device_ops {
	const char *name;
	int (*create)(struct kvm_device *device, u32 type);
	void (*init)(struct kvm_device *device);
	void (*destroy)(struct kvm_device *device);
	void (*release)(struct kvm_device *device);
	int (*set_attr)(struct kvm_device *device, struct kvm_device_attr *attribute);
	int (*get_attr)(struct kvm_device *device, struct kvm_device_attr *attribute);
	int (*has_attr)(struct kvm_device *device, struct kvm_device_attr *attribute);
	long (*ioctl)(struct kvm_device *device, unsigned int command, unsigned long argument);
};
struct kvm_device {
	const struct kvm_device_ops *ops;
	struct kvm *kvm;
	void *private;
	struct list_head vm_node;
};
#define KVM_DEV_TYPE_VFIO 4
#define KVM_DEV_VFIO_FILE 1
#define KVM_DEV_VFIO_FILE_ADD 1
#define KVM_DEV_VFIO_FILE_DEL 2
#define KVM_DEV_VFIO_GROUP 1
#define KVM_DEV_VFIO_GROUP_ADD 1
#define KVM_DEV_VFIO_GROUP_DEL 2
int kvm_register_device_ops(const struct kvm_device_ops *ops, u32 type);
void kvm_unregister_device_ops(u32 type);
#define kvm_arch_start_assignment(kvm) do { } while (0)
#define kvm_arch_end_assignment(kvm) do { } while (0)
#define kvm_arch_register_noncoherent_dma(kvm) do { } while (0)
#define kvm_arch_unregister_noncoherent_dma(kvm) do { } while (0)

/* virt/kvm/kvm_main.c: references that VFIO takes by the functions' addresses */
bool kvm_get_kvm_safe(struct kvm *kvm);
void (kvm_put_kvm)(struct kvm *kvm);

#endif
