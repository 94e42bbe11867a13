namespace ApSpec.Search.Tests;

public sealed class WorkerThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_thread_throws_is_thrown_to_the_caller_as_it_is(int count)
    {
        var threads = new WorkerThreads();

        var thrown = Assert.Throws<TimeoutException>(() => threads.Run(count, number =>
        {
            if (number == count - 1)
                throw new TimeoutException("the last one");
        }));

        Assert.Equal("the last one", thrown.Message);
        Assert.True(threads.HasFailed);
    }

    [Fact]
    public void Each_number_is_worked_on_once()
    {
        var done = new int[4];

        new WorkerThreads().Run(done.Length, number => Interlocked.Increment(ref done[number]));

        Assert.Equal([1, 1, 1, 1], done);
    }
}
