using ApSpec.RealDriver.Replay;
using ApSpec.Search;

namespace ApSpec.RealDriver.Tests.Replay;

/// <summary>What gcc's sanitizers print, read as data.</summary>
public sealed class SanitizerTextTests
{
    private const string Freed = """
        ==2==ERROR: AddressSanitizer: heap-use-after-free on address 0x61f000000398 at pc 0x55 bp 0x7f sp 0x7e
        READ of size 8 at 0x61f000000398 thread T0
            #0 0x55 in list_first tree/include/linux/list.h:30
            #1 0x55 in find_owner tree/drivers/s390/crypto/vfio_ap_ops.c:196
            #2 0x55 in unbind_store shim/base/driver.c:57

        0x61f000000398 is located 792 bytes inside of 2960-byte region [0x61f000000080,0x61f000000c10)
        freed by thread T0 here:
            #0 0x7f in __interceptor_free ../../../../src/libsanitizer/asan/asan_malloc_linux.cpp:52
            #1 0x55 in apx_free shim/asan/alloc.c:60
            #2 0x55 in vfio_free_device tree/drivers/vfio/vfio_main.c:447
            #3 0x55 in release_dev tree/drivers/s390/crypto/vfio_ap_ops.c:787

        previously allocated by thread T0 here:
            #0 0x55 in apx_alloc shim/asan/alloc.c:28
            #1 0x55 in _vfio_alloc_device tree/drivers/vfio/vfio_main.c:385

        SUMMARY: AddressSanitizer: heap-use-after-free tree/drivers/s390/crypto/vfio_ap_ops.c:196 in find_owner
            #0 0x55 in after_the_end tree/drivers/s390/crypto/vfio_ap_ops.c:1
        """;

    [Fact]
    public void A_use_after_free_has_its_access_its_free_and_its_allocation_each_where_the_tree_does_it() => Assert.Equal(
        new SanitizerReport("heap-use-after-free", "read of 8 bytes",
            new SanitizerPlace("find_owner", "drivers/s390/crypto/vfio_ap_ops.c", 196),
            new SanitizerPlace("release_dev", "drivers/s390/crypto/vfio_ap_ops.c", 787),
            new SanitizerPlace("_vfio_alloc_device", "drivers/vfio/vfio_main.c", 385)),
        SanitizerText.Parse(Freed));

    [Fact]
    public void An_invalid_access_goes_before_undefined_behaviour_that_is_reported_first() => Assert.Equal(
        SanitizerText.Parse(Freed),
        SanitizerText.Parse($"tree/drivers/s390/crypto/vfio_ap_ops.c:12:3: runtime error: load of misaligned address\n{Freed}"));

    [Fact]
    public void Undefined_behaviour_without_a_stack_has_its_line() => Assert.Equal(
        new SanitizerReport("shift exponent 64 is too large", null, new SanitizerPlace("", "drivers/s390/crypto/vfio_ap_ops.c", 12), null, null),
        SanitizerText.Parse("tree/drivers/s390/crypto/vfio_ap_ops.c:12:3: runtime error: shift exponent 64 is too large\n"));

    [Fact]
    public void A_null_pointer_is_a_signal_with_its_access() => Assert.Equal(
        new SanitizerReport("SEGV", "write", new SanitizerPlace("store", "drivers/s390/crypto/vfio_ap_ops.c", 7), null, null),
        SanitizerText.Parse("""
            ==2==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000010 (pc 0x55 bp 0x7f sp 0x7e T0)
            ==2==The signal is caused by a WRITE memory access.
                #0 0x55 in store tree/drivers/s390/crypto/vfio_ap_ops.c:7
            """));

    [Fact]
    public void A_second_free_has_no_access() => Assert.Equal(
        "double-free", Assert.IsType<SanitizerReport>(SanitizerText.Parse("==2==ERROR: AddressSanitizer: attempting double-free on 0x602 in thread T0:\n")) is
        { Access: null, At: null } report ? report.Kind : "");

    [Fact]
    public void A_leak_has_only_its_allocation() => Assert.Equal(
        new SanitizerReport("memory leak", null, null, null, new SanitizerPlace("probe", "drivers/s390/crypto/vfio_ap_ops.c", 5)),
        SanitizerText.Parse("""
            ==2==ERROR: LeakSanitizer: detected memory leaks

            Direct leak of 96 byte(s) in 1 object(s) allocated from:
                #0 0x55 in apx_alloc shim/asan/alloc.c:28
                #1 0x55 in probe tree/drivers/s390/crypto/vfio_ap_ops.c:5
            """));

    [Theory]
    [InlineData("")]
    [InlineData("==2==ABORTING\n")]
    [InlineData("    #0 0x55 in probe tree/drivers/s390/crypto/vfio_ap_ops.c:5\n")]
    public void What_is_no_report_is_none(string text) => Assert.Null(SanitizerText.Parse(text));
}
