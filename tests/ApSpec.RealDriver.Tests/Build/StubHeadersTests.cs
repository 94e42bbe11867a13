using ApSpec.RealDriver.Build;

namespace ApSpec.RealDriver.Tests.Build;

public sealed class StubHeadersTests
{
    [Fact]
    public void Headers_in_angle_brackets_become_empty_files()
    {
        var stubs = StubHeaders.Create([Source("#include <linux/slab.h>\n  #  include  <asm/facility.h> /* why */\n#include \"ap_bus.h\"\n")]);

        Assert.Equal("", stubs["linux/slab.h"]);
        Assert.Equal("", stubs["asm/facility.h"]);
        Assert.DoesNotContain("ap_bus.h", stubs.Keys);
    }

    [Fact]
    public void Headers_that_the_tree_has_lead_to_it_and_the_instructions_to_the_shim()
    {
        var stubs = StubHeaders.Create([
            Source("#include <linux/vfio.h>\n#include <asm/isc.h>\n"),
            new TreeSource("include/linux/vfio.h", []),
            new TreeSource(TreeHeaders.Instructions, []),
        ]);

        Assert.Equal("#include \"tree/include/linux/vfio.h\"\n", stubs["linux/vfio.h"]);
        Assert.Equal("#include \"shim/ap_wrap.h\"\n", stubs["asm/ap.h"]);
        Assert.Equal("", stubs["asm/isc.h"]);
    }

    [Fact]
    public void The_compilers_own_headers_and_paths_that_lead_out_are_left_alone()
    {
        var stubs = StubHeaders.Create([Source("#include <stdarg.h>\n#include <../../etc/passwd>\n#include </etc/passwd>\n")]);

        Assert.DoesNotContain(stubs.Keys, name => name.Contains("stdarg", StringComparison.Ordinal));
        Assert.DoesNotContain(stubs.Keys, name => name.Contains("passwd", StringComparison.Ordinal));
    }

    private static TreeSource Source(string text) => new("drivers/s390/crypto/vfio_ap_ops.c", System.Text.Encoding.UTF8.GetBytes(text));
}
