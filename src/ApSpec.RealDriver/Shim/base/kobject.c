/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* lib/kobject.c: references, names, a place in sysfs. */
#include "world.h"

void kobject_init(struct kobject *kobject, const struct kobj_type *type)
{
	kobject->ktype = type;
	kobject->apx_refs = 1;
	kobject->state_initialized = true;
	kobject->state_in_sysfs = false;
	INIT_LIST_HEAD(&kobject->entry);
	INIT_LIST_HEAD(&kobject->apx_files);
}

int apx_kobject_set_name(struct kobject *kobject, const char *format, va_list arguments)
{
	int error = apx_base_may_fail();

	if (error)
		return error;
	if (!strcmp(format, "%pUl"))
		apx_guid_text(kobject->apx_text, va_arg(arguments, const guid_t *));
	else
		vsnprintf(kobject->apx_text, sizeof(kobject->apx_text), format, arguments);
	kobject->name = kobject->apx_text;
	return 0;
}

int kobject_set_name(struct kobject *kobject, const char *format, ...)
{
	va_list arguments;
	int error;

	va_start(arguments, format);
	error = apx_kobject_set_name(kobject, format, arguments);
	va_end(arguments);
	return error;
}

/* kobject_add_internal(), create_dir() */
static int add(struct kobject *kobject)
{
	struct kobject *parent = apx_kobject_get(kobject->parent, APX_HERE);
	int error = -EINVAL;

	if (kobject->kset) {
		if (!parent)
			parent = apx_kobject_get(&kobject->kset->kobj, APX_HERE);
		apx_kobject_get(&kobject->kset->kobj, APX_HERE);
		list_add_tail(&kobject->entry, &kobject->kset->list);
		kobject->parent = parent;
	}
	if (kobject->name && *kobject->name)
		error = apx_base_may_fail();
	if (!error && kobject->ktype && kobject->ktype->default_groups)
		error = apx_sysfs_create_groups(kobject, kobject->ktype->default_groups, APX_OWNER_SHIM);
	if (!error && kobject->ktype && kobject->ktype->default_attrs)
		error = apx_sysfs_create_files(kobject, (void *)kobject->ktype->default_attrs, APX_OWNER_SHIM);
	if (!error) {
		kobject->state_in_sysfs = true;
		return 0;
	}
	apx_sysfs_remove_dir(kobject);
	if (kobject->kset) {
		list_del_init(&kobject->entry);
		apx_kobject_put(&kobject->kset->kobj, APX_HERE);
	}
	apx_kobject_put(parent, APX_HERE);
	kobject->parent = NULL;
	return error;
}

static int add_named(struct kobject *kobject, struct kobject *parent, const char *format, va_list arguments)
{
	int error = format ? apx_kobject_set_name(kobject, format, arguments) : 0;

	if (error)
		return error;
	kobject->parent = parent;
	return add(kobject);
}

int kobject_add(struct kobject *kobject, struct kobject *parent, const char *format, ...)
{
	va_list arguments;
	int error;

	va_start(arguments, format);
	error = add_named(kobject, parent, format, arguments);
	va_end(arguments);
	return error;
}

int kobject_init_and_add(struct kobject *kobject, const struct kobj_type *type, struct kobject *parent, const char *format, ...)
{
	va_list arguments;
	int error;

	APX_LOOK_FROM_CALLER(kobject, 8);
	kobject_init(kobject, type);
	va_start(arguments, format);
	error = add_named(kobject, parent, format, arguments);
	va_end(arguments);
	return error;
}

void kobject_del(struct kobject *kobject)
{
	struct kobject *parent;

	if (!kobject || !kobject->state_in_sysfs)
		return;
	parent = kobject->parent;
	apx_sysfs_remove_dir(kobject);
	kobject->state_in_sysfs = false;
	if (kobject->kset) {
		list_del_init(&kobject->entry);
		apx_kobject_put(&kobject->kset->kobj, APX_HERE);
	}
	kobject->parent = NULL;
	apx_kobject_put(parent, APX_HERE);
}

struct kobject *apx_kobject_get(struct kobject *kobject, const struct apx_place *place)
{
	if (!kobject)
		return NULL;
	APX_LOOK_AT(kobject, place);
	if (kobject->apx_refs == 0)
		apx_fault(APX_EV_WARNING, "kobject_get: no reference is left", place);
	kobject->apx_refs++;
	return kobject;
}

/* kobject_cleanup() */
static void clean_up(struct kobject *kobject)
{
	const struct kobj_type *type = kobject->ktype;

	if (kobject->state_in_sysfs)
		kobject_del(kobject);
	if (type && type->release)
		type->release(kobject);
}

void apx_kobject_put(struct kobject *kobject, const struct apx_place *place)
{
	if (!kobject)
		return;
	APX_LOOK_AT(kobject, place);
	if (kobject->apx_refs == 0)
		apx_fault(APX_EV_REF_UNDERFLOW, apx_name_of(kobject), place);
	else if (--kobject->apx_refs == 0)
		clean_up(kobject);
}

static void release_dynamic(struct kobject *kobject)
{
	apx_free(kobject, APX_HERE);
}

static ssize_t show_kobject(struct kobject *kobject, struct attribute *attribute, char *buffer)
{
	return -EIO;
}

static const struct sysfs_ops kobj_sysfs_ops = { .show = show_kobject };
static const struct kobj_type dynamic_type = { .release = release_dynamic, .sysfs_ops = &kobj_sysfs_ops };

struct kobject *kobject_create_and_add(const char *name, struct kobject *parent)
{
	struct kobject *kobject = apx_base_alloc(sizeof(*kobject), "struct kobject", APX_HERE);

	if (!kobject)
		return NULL;
	if (!kobject_init_and_add(kobject, &dynamic_type, parent, "%s", name))
		return kobject;
	apx_kobject_put(kobject, APX_HERE);
	return NULL;
}

static void release_kset(struct kobject *kobject)
{
	apx_free(container_of(kobject, struct kset, kobj), APX_HERE);
}

static const struct kobj_type kset_type = { .release = release_kset, .sysfs_ops = &kobj_sysfs_ops };

int kset_register(struct kset *kset)
{
	const struct kobj_type *type = kset->kobj.ktype;

	kobject_init(&kset->kobj, type);
	INIT_LIST_HEAD(&kset->list);
	return add(&kset->kobj);
}

struct kset *kset_create_and_add(const char *name, const struct kset_uevent_ops *ops, struct kobject *parent)
{
	struct kset *kset = apx_base_alloc(sizeof(*kset), "struct kset", APX_HERE);

	if (!kset)
		return NULL;
	kset->uevent_ops = ops;
	kset->kobj.ktype = &kset_type;
	kset->kobj.parent = parent;
	if (!kobject_set_name(&kset->kobj, "%s", name) && !kset_register(kset))
		return kset;
	apx_free(kset, APX_HERE);
	return NULL;
}

void kset_unregister(struct kset *kset)
{
	if (!kset)
		return;
	kobject_del(&kset->kobj);
	apx_kobject_put(&kset->kobj, APX_HERE);
}
