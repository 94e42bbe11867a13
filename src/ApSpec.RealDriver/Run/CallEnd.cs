using ApSpec.Architecture;
using ApSpec.RealDriver.Native;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Run;

/// <summary>How a call into the compiled driver ended.</summary>
/// <param name="Status">Done, blocked, died, stuck, hung, or abandoned at a function without a fake.</param>
/// <param name="Value">The call's return value: 0, minus an errno, a response code, or a program interruption.</param>
internal readonly record struct CallEnd(NativeStatus Status, int Value)
{
    /// <summary><c>APX_PROGRAM_INTERRUPTION</c> of Shim/abi.h.</summary>
    public const int ProgramInterruption = 0x100;

    /// <summary><c>APX_OLD_CONDITION_CODE</c> of Shim/abi.h: response code 00, and a condition code that an earlier instruction had set.</summary>
    public const int OldConditionCode = 0x200;

    /// <summary>True when the call returned.</summary>
    public bool IsDone => Status == NativeStatus.Done;

    /// <summary>True when the call returned 0.</summary>
    public bool IsOk => IsDone && Value == 0;

    /// <summary>The result of an intercepted instruction that the guest sees.</summary>
    public StepResult ToGuest => !IsDone || Value < 0 ? Result
        : Value == OldConditionCode ? StepResult.Of(ResponseCode.Normal) with { KeepsConditionCode = true }
        : Value < ProgramInterruption ? StepResult.Of((ResponseCode)Value)
        : StepResult.Of((ProgramException)(Value - ProgramInterruption));

    /// <summary>The result that an operation's caller sees.</summary>
    public StepResult Result => Status switch
    {
        NativeStatus.Done => StepResult.Of((Errno)(byte)Math.Max(0, -Value)),
        NativeStatus.Blocked => StepResult.Ok, // it continues when its condition is met
        NativeStatus.Died => new StepResult(Outcome.Died, Errno.Ok, default, false, null),
        _ => new StepResult(Outcome.Stuck, Errno.Ok, default, false, null),
    };
}
