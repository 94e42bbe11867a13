/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/*
 * Where in memory the library lies, read from its own program headers: so no linker script is needed, whatever the
 * toolchain's default layout. The writable part begins after what the loader makes read-only again (relocated constants).
 */
#include <elf.h>
#include "state.h"

extern const char __ehdr_start[] APX_HIDDEN;
extern char __start_apx_outside[] APX_HIDDEN, __stop_apx_outside[] APX_HIDDEN;

enum { WORD = 8 };

static APX_OUTSIDE struct apx_image image;

/* The end of the table of libc's functions, which the loader fills at each first call when it binds lazily, as .NET asks it
 * to. Put back to an earlier state, it would be filled again after every restore. */
static apx_size lazy_end(const Elf64_Dyn *entry, apx_size base)
{
	apx_size table = 0, functions = 0;

	for (; entry->d_tag != DT_NULL; entry++) {
		if (entry->d_tag == DT_PLTGOT)
			table = entry->d_un.d_ptr < base ? base + entry->d_un.d_ptr : entry->d_un.d_ptr;
		if (entry->d_tag == DT_PLTRELSZ)
			functions = entry->d_un.d_val / sizeof(Elf64_Rela);
	}
	return table + (3 + functions) * sizeof(void *);
}

static void read_headers(void)
{
	const Elf64_Ehdr *file = (const Elf64_Ehdr *)__ehdr_start;
	const Elf64_Phdr *part = (const Elf64_Phdr *)(__ehdr_start + file->e_phoff);
	apx_size base = (apx_size)__ehdr_start, writable = 0, writable_end = 0, begin = 0;

	image.end = __ehdr_start;
	for (int i = 0; i < file->e_phnum; i++) {
		apx_size start = base + part[i].p_vaddr, end = start + part[i].p_memsz;

		if (part[i].p_type == PT_LOAD && (const char *)end > image.end)
			image.end = (const char *)end;
		if (part[i].p_type == PT_LOAD && part[i].p_flags & PF_X) {
			image.code = (const char *)start;
			image.code_end = (const char *)end;
		}
		if (part[i].p_type == PT_LOAD && part[i].p_flags & PF_W && start <= (apx_size)__start_apx_outside &&
		    (apx_size)__start_apx_outside < end) {
			writable = start;
			writable_end = end;
		}
		if (part[i].p_type == PT_GNU_RELRO && end > begin)
			begin = end;
		if (part[i].p_type == PT_DYNAMIC && lazy_end((const Elf64_Dyn *)start, base) > begin)
			begin = lazy_end((const Elf64_Dyn *)start, base);
	}
	if (begin > writable && begin < (apx_size)__start_apx_outside)
		writable = begin;
	image.data[0] = (char *)(writable & -WORD);
	image.data_end[0] = (char *)(((apx_size)__start_apx_outside + WORD - 1) & -WORD);
	image.data[1] = (char *)(((apx_size)__stop_apx_outside + WORD - 1) & -WORD);
	image.data_end[1] = (char *)((writable_end + WORD - 1) & -WORD);
	if (image.data_end[1] < image.data[1])
		image.data_end[1] = image.data[1];
	image.base = __ehdr_start;
}

const struct apx_image *apx_image(void)
{
	if (APX_UNLIKELY(!image.base))
		read_headers();
	return &image;
}
