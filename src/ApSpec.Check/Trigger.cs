using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>
/// The kind of operation that violates a rule; rule and kind together tell defects apart. A NULL notification, an injected failure and a
/// refused call are separate kinds.
/// </summary>
/// <param name="Kind">The operation's kind.</param>
/// <param name="IsNull">True for <c>null</c> in place of a guest.</param>
/// <param name="Fail">The kernel call that fails.</param>
/// <param name="IsRefused">True when the caller got an error or a response code other than 00.</param>
public readonly record struct Trigger(OperationKind Kind, bool IsNull, FailPoint Fail, bool IsRefused)
{
    /// <summary>The kind of <paramref name="operation"/>, which ended with <paramref name="result"/>.</summary>
    public static Trigger Of(in Operation operation, in StepResult result) => Of(operation, result.IsFailure);

    /// <summary>The kind of <paramref name="operation"/> when it was refused, or when it was not.</summary>
    public static Trigger Of(in Operation operation, bool isRefused) => new(
        operation.Kind,
        operation is { Kvm: null, Kind: OperationKind.SetKvm or OperationKind.Notify },
        operation.Fail,
        isRefused);

    /// <summary>A sort key.</summary>
    public int Order => ((int)Kind * 32) + (IsNull ? 16 : 0) + ((int)Fail * 2) + (IsRefused ? 1 : 0);

    /// <summary><c>set_kvm null</c>, <c>open fail=iommu</c>, <c>aqic_enable refused</c>.</summary>
    public override string ToString() =>
        Words + (IsNull ? " null" : "")
        + (Fail != FailPoint.None ? $" fail={Fail.ToString().ToLowerInvariant()}" : IsRefused ? " refused" : "");

    // A verb with several forms gets the form added: `host_config -AA`, `host_config -DDDD`.
    private string Words
    {
        get
        {
            var form = OperationSyntax.FormOf(Kind);
            return Kind switch
            {
                OperationKind.HwAnswer => "hw answer",
                OperationKind.HwDuration => "hw takes",
                _ when OperationSyntax.Forms.Count(other => other.Verb == form.Verb) > 1 => OperationSyntax.UsageOfCall(form),
                _ => form.Verb,
            };
        }
    }
}
