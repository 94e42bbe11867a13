using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>What user space reads and writes: the text of sysfs attributes, and what ioctls answer.</summary>
internal static class UserRules
{
    private const string Opened = """
        scope mdevs=1 kvms=1 adapters=05 domains=0006 features=ioctls
        create m0
        set_kvm m0 k0
        open m0

        """;

    public static ImmutableArray<Rule> All { get; } =
    [
        new()
        {
            Id = "USER-01",
            Family = RuleFamily.User,
            Sentence = "A sysfs attribute shows what the driver has, character by character.",
            Sources = ["vfio-ap.rst", "sysfs-shows"],
            Needs = Features.Text,
            Reads = StepParts.Text,
            Predicate = Shows,
            Premise = static (in Step step) => step.Operation.Kind is OperationKind.Show or OperationKind.Status && step.Result.IsSuccess,
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,text
                create m0
                assign_adapter m0 05
                show m0 matrix

                """,
            WhyItMatters = "Administrators and libvirt read there which queues a guest has.",
        },
        new()
        {
            Id = "USER-02",
            Family = RuleFamily.User,
            Sentence = "A store takes a number in any base, and refuses what is none with -EINVAL, more than 64 bits with -ERANGE, an id above the highest with -ENODEV.",
            Sources = ["sysfs-numbers"],
            Needs = Features.Text,
            Reads = StepParts.Assignment,
            Predicate = ReadsNumbers,
            Premise = static (in Step step) => IsOdd(step.Operation) && step.Result.Outcome == Outcome.Returned,
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks,text
                create m0
                assign_adapter m0 05 as="0x5\n"

                """,
            WhyItMatters = "A script that makes a mistake gives a guest another queue than it says, and is told that all went well.",
        },
        new()
        {
            Id = "USER-03",
            Family = RuleFamily.User,
            Sentence = "A store that succeeds has taken all that was written.",
            Sources = ["sysfs-shows"],
            Reads = StepParts.Assignment,
            Predicate = TakesAll,
            Premise = static (in Step step) => Writes.IsWrite(step.Operation.Kind) && step.Result.IsSuccess,
            Witness = """
                scope mdevs=1 kvms=1 adapters=05 domains=0006 features=masks
                create m0
                assign_adapter m0 05

                """,
            WhyItMatters = "The shell writes the rest again, or believes in a success that was an error.",
        },
        new()
        {
            Id = "USER-04",
            Family = RuleFamily.User,
            Sentence = "GET_INFO says that it is an AP device that can be reset, without regions, and GET_IRQ_INFO that its interrupt is an eventfd.",
            Sources = ["vfio-uapi"],
            Needs = Features.Ioctls,
            Reads = StepParts.Text,
            Predicate = Answers,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.Ioctl && IoctlText.IsAnswered(step.Operation.Request) && step.Result.IsSuccess,
            Witness = Opened + "ioctl m0 info\n",
            WhyItMatters = "QEMU decides by it whether the device can be used at all.",
        },
        new()
        {
            Id = "USER-05",
            Family = RuleFamily.User,
            Sentence = "An ioctl with a field that is not allowed is refused, by the error that says so.",
            Sources = ["vfio-uapi"],
            Needs = Features.Ioctls,
            Reads = StepParts.Text,
            Predicate = Refuses,
            Premise = static (in Step step) => step.Operation.Kind == OperationKind.Ioctl && !IoctlText.IsAnswered(step.Operation.Request)
                && step.Result.Outcome == Outcome.Returned,
            Witness = Opened + "ioctl m0 unknown\n",
            WhyItMatters = "The driver reads what the caller did not give, or does something else than it was asked for.",
        },
    ];

    private static bool IsOdd(in Operation op) => op.Written != TextForm.Plain || op.Masks != ConfigForm.Plain;

    private static bool IsAbove(Scope scope, in Operation op) => op.Kind switch
    {
        OperationKind.AssignAdapter or OperationKind.UnassignAdapter => op.Apid.Value > scope.ApmMax,
        OperationKind.ApConfig => false,
        _ => op.Apqi.Value > scope.AqmMax,
    };

    private static bool Shows(in Step step, ref Evidence evidence)
    {
        var op = step.Operation;
        if (op.Kind is not (OperationKind.Show or OperationKind.Status) || step.Result.Outcome != Outcome.Returned)
            return true;
        var expected = op.Kind == OperationKind.Show
            ? SysfsText.Read(step.After, op.Mdev, op.File)
            : SysfsText.StatusOf(step.After, (step.Scope.Adapters.IndexOf(op.Apid) * step.Scope.Domains.Length) + step.Scope.Domains.IndexOf(op.Apqi));
        if (step.Result.Errno == Errno.Ok && step.Result.Text == expected)
            return true;
        evidence = new Evidence(EvidenceColumn.Result, op.Kind == OperationKind.Show ? op.Mdev : null, Text: Say.Shows(step.Result, expected));
        return false;
    }

    private static bool ReadsNumbers(in Step step, ref Evidence evidence)
    {
        var op = step.Operation;
        if (!IsOdd(op) || !Writes.IsWrite(op.Kind) || step.Result.Outcome != Outcome.Returned)
            return true;
        var isSame = NumberText.ErrorOf(op) is { } error
            ? step.Result.Errno == error || step.Result.Errno == Errno.EBUSY // a driver without hot plug checks for a guest first
            : step.Result.Errno is not (Errno.EINVAL or Errno.ERANGE) && (step.Result.Errno != Errno.ENODEV || IsAbove(step.Scope, op));
        if (isSame)
            return true;
        evidence = new Evidence(EvidenceColumn.Result, op.Mdev, Text: Say.ReadsNumber(op, step.Result));
        return false;
    }

    private static bool TakesAll(in Step step, ref Evidence evidence)
    {
        if (!Writes.IsWrite(step.Operation.Kind) || !step.Result.IsSuccess || step.Result.Text is null)
            return true;
        evidence = new Evidence(EvidenceColumn.Result, step.Operation.Mdev, Text: Say.TakesPart(step.Result.Text));
        return false;
    }

    private static bool Answers(in Step step, ref Evidence evidence)
    {
        var op = step.Operation;
        if (op.Kind != OperationKind.Ioctl || !IoctlText.IsAnswered(op.Request) || step.Result.Outcome != Outcome.Returned)
            return true;
        var expected = op.Request == IoctlForm.IrqInfo ? IoctlText.IrqInfo : IoctlText.Info;
        var isSame = step.Result.Errno == Errno.Ok
            ? step.Result.Text?.StartsWith(expected, StringComparison.Ordinal) == true
            : IoctlText.IsRefusal(op.Request, step.Result.Errno);
        if (isSame)
            return true;
        evidence = new Evidence(EvidenceColumn.Result, op.Mdev, Text: Say.Answers(step.Result, expected));
        return false;
    }

    private static bool Refuses(in Step step, ref Evidence evidence)
    {
        var op = step.Operation;
        if (op.Kind != OperationKind.Ioctl || IoctlText.IsAnswered(op.Request) || step.Result.Outcome != Outcome.Returned
            || IoctlText.IsRefusal(op.Request, step.Result.Errno))
            return true;
        evidence = new Evidence(EvidenceColumn.Result, op.Mdev, Text: Say.NotRefused(op, step.Result));
        return false;
    }
}
