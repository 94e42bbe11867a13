using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Vocabulary.Tests;

public sealed class StepResultTests
{
    public static TheoryData<StepResult, string, bool, bool> Results() => new()
    {
        { StepResult.Ok, "0", true, false },
        { StepResult.Of(Errno.EPERM), "-EPERM", false, true },
        { StepResult.Of(ResponseCode.Normal), "rc 00", true, false },
        { StepResult.Of(ResponseCode.InvalidAddress), "rc 06", false, true },
        { StepResult.Of(ProgramException.Specification), "pgm 06", false, true },
        { StepResult.NotPossible("no descriptor"), "skipped", false, false },
        { new StepResult(Outcome.Died, Errno.Ok, default, false, null), "died", false, false },
        { new StepResult(Outcome.Stuck, Errno.Ok, default, false, null), "stuck", false, false },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_prints_as_its_caller_sees_it(StepResult result, string text, bool isSuccess, bool isFailure)
    {
        Assert.Equal(text, result.ToString());
        Assert.Equal((isSuccess, isFailure), (result.IsSuccess, result.IsFailure));
    }

    [Fact]
    public void A_program_interruption_is_not_a_call_that_the_driver_did_not_hear_of()
    {
        Assert.False(StepResult.Of(ProgramException.Specification).IsUnheard);
        Assert.True(StepResult.Unheard.IsUnheard);
    }

    [Fact]
    public void What_is_not_possible_says_why()
    {
        Assert.Equal("no descriptor", StepResult.NotPossible("no descriptor").Reason);
    }
}
