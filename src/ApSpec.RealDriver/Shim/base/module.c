/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Modules and what is initialised at boot (kernel/module/main.c, init/main.c), the debug feature (arch/s390/kernel/debug.c). */
#include "world.h"

struct module apx_module = { .name = "vfio_ap" }, apx_core_module = { .name = "kernel" };
static debug_info_t debug_info;
static u32 debug_areas;
static const void *debug_place;

bool try_module_get(struct module *module)
{
	if (!module || module->is_going)
		return !module;
	if (module == &apx_module && apx_open_failure() == APX_OPEN_MODULE)
		return false;
	module->refs++;
	return true;
}

void module_put(struct module *module)
{
	if (!module)
		return;
	if (module->refs == 0)
		apx_fault_pc(APX_EV_REF_UNDERFLOW, "module", __builtin_return_address(0));
	else
		module->refs--;
}

extern int (*const __start_apx_initcalls[])(void) __attribute__((weak, visibility("hidden")));
extern int (*const __stop_apx_initcalls[])(void) __attribute__((weak, visibility("hidden")));

int apx_initcalls(void)
{
	int error = 0;

	for (int (*const *call)(void) = __start_apx_initcalls; call < __stop_apx_initcalls && !error; call++)
		error = (*call)();
	return error;
}

debug_info_t *debug_register(const char *name, int pages, int areas, int size)
{
	debug_info.level = 3;
	debug_areas++;
	debug_place = __builtin_return_address(0);
	return &debug_info;
}

void debug_unregister(debug_info_t *info)
{
	debug_areas -= info && debug_areas;
}

/* What others have registered is not the module's. */
void apx_debug_begin(void)
{
	debug_areas = 0;
}

/* The module is gone: whoever reads the area's files from here on calls into it. */
void apx_debug_gone(void)
{
	if (debug_areas)
		apx_fault_pc(APX_EV_WARNING, "a debug area that is left behind", debug_place);
	debug_areas = 0;
}
