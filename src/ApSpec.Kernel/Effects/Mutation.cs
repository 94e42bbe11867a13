namespace ApSpec.Kernel;

/// <summary>
/// A seeded defect: one effect of one function is left out or delayed. It is applied when the effect happens, so no code is copied. An effect
/// of kind <see cref="EffectKind.Environment"/> is a transition of the hardware or the kernel core.
/// </summary>
/// <param name="Function">The modelled function, such as <c>SetKvm</c>.</param>
/// <param name="Effect">The kind of effect.</param>
/// <param name="What">The primitive, such as <c>StorePqapHook</c>.</param>
/// <param name="Line">The line in the file of that function; 0 for all of them.</param>
/// <param name="Form">Left out, or delayed until after the next effect.</param>
public sealed record Mutation(
    string Function, EffectKind Effect, string What, int Line = 0, MutationForm Form = MutationForm.Drop)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{(Form == MutationForm.Drop ? "drop" : "swap")} {What} in {Function}{(Line > 0 ? $" (line {Line})" : "")}";
}
