using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class RefusalTextTests
{
    [Fact]
    public void Operands_print_as_they_do_in_a_trace()
    {
        KvmId? nobody = null;

        Assert.Equal("m1 does not exist", RefusalText.Of($"{new MdevId(1)} does not exist"));
        Assert.Equal("page 0x12 of k1 is pinned", RefusalText.Of($"page 0x{0x12u:x} of {new KvmId(1)} is pinned"));
        Assert.Equal("05.0006 has no driver", RefusalText.Of($"{new Apqn(new Apid(5), new Apqi(6))} has no driver"));
        Assert.Equal("adapter 05 is away", RefusalText.Of($"adapter {new Apid(5)} is away"));
        Assert.Equal("t2 removes m0", RefusalText.Of($"t{2} removes m{0}"));
        Assert.Equal("the group of m0 has a descriptor", RefusalText.Of($"the {"group"} of {new MdevId(0)} has a descriptor"));
        Assert.Equal(" has no vcpu", RefusalText.Of($"{nobody} has no vcpu"));
    }

    [Fact]
    public void A_text_is_made_once()
    {
        var first = Refuse(0);

        Assert.Same(first, Refuse(0));
        Assert.NotEqual(first, Refuse(1));
    }

    private static string? Refuse(byte mdev) => StepResult.NotPossible($"{new MdevId(mdev)} has no open descriptor").Reason;
}
