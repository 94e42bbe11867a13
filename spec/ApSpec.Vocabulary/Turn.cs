namespace ApSpec.Vocabulary;

/// <summary>A part of a schedule: one thread goes on.</summary>
/// <param name="Thread">The thread, 1 to <see cref="Operation.ThreadsMax"/>, or a worker (<see cref="ThreadName"/>).</param>
/// <param name="Steps">For how many steps; 0 for as long as it can.</param>
public readonly record struct Turn(byte Thread, int Steps)
{
    /// <summary>Prints <c>t2</c>, <c>w1</c>, or <c>t1*4</c>.</summary>
    public override string ToString() => Steps == 0 ? ThreadName.Of(Thread) : $"{ThreadName.Of(Thread)}*{Steps}";
}
