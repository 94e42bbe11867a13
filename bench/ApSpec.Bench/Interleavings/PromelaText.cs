using System.Globalization;
using System.Text;

namespace ApSpec.Bench.Interleavings;

/// <summary>
/// A <see cref="CallModel"/> in Promela: a process for each thread, a transition for each step of ours. To ask for a lock that is held is a step, and to take it later
/// another. The thread that went on last is part of the state, as in ours, which counts preemptions by it. No process ends: its end would be a transition
/// more, and SPIN lets only the youngest process end.
/// </summary>
internal static class PromelaText
{
    private const string Declared = """
        byte last = 255;
        bit L, K, H, kvm_busy;
        byte readers, writers, refs;

        """;

    /// <summary>The model's text.</summary>
    public static string Of(CallModel model)
    {
        var text = new StringBuilder(Declared);
        for (var thread = 0; thread < model.Threads.Length; thread++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nactive proctype t{thread + 1}()\n{{\n");
            foreach (var step in model.Threads[thread])
                text.Append(StepOf(step, $"last = {thread}"));
            text.Append(CultureInfo.InvariantCulture, $"\td_step {{ last = {thread} }};\t/* returns */\n\tfalse\n}}\n");
        }

        return text.ToString();
    }

    private static string StepOf(CallStep step, string last) => step switch
    {
        CallStep.LockL => Wait("L == 0", "L = 1; ", "", last),
        CallStep.UnlockL => Plain("L = 0", last),
        CallStep.LockK => Wait("K == 0", "K = 1; ", "", last),
        CallStep.UnlockK => Plain("K = 0", last),
        CallStep.ReadH => Wait("(H == 0 || readers > 0) && writers == 0", "H = 1; readers++; ", "", last),
        CallStep.EndReadH => Plain("readers--; H = (readers > 0)", last),
        CallStep.WriteH => Wait("H == 0", "H = 1; ", "writers", last),
        CallStep.EndWriteH => Plain("H = 0", last),
        CallStep.WaitForKvm => Wait("kvm_busy == 0", "", "", last),
        CallStep.SetKvmBusy => Plain("kvm_busy = 1", last),
        CallStep.ClearKvmBusy => Plain("kvm_busy = 0", last),
        CallStep.Get => Plain("refs++", last),
        CallStep.Put => Plain("refs--", last),
        _ => throw new InvalidOperationException($"unknown step {step}"),
    };

    private static string Plain(string effect, string last) => $"\td_step {{ {effect}; {last} }};\n";

    // Done at once, or the thread waits, and is counted among those that do, until it can be done.
    private static string Wait(string free, string taken, string waiting, string last)
    {
        var (begin, end) = waiting.Length == 0 ? ("", "") : ($"{waiting}++; ", $"{waiting}--; ");
        return $$"""
            	if
            	:: d_step { ({{free}}) -> {{taken}}{{last}} }
            	:: d_step { !({{free}}) -> {{begin}}{{last}} };
            	   d_step { ({{free}}) -> {{end}}{{taken}}{{last}} }
            	fi;

            """;
    }
}
